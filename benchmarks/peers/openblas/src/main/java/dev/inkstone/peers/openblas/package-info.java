/** Matrix products by OpenBLAS, through JavaCPP. */
@NullMarked
package dev.inkstone.peers.openblas;

import org.jspecify.annotations.NullMarked;
