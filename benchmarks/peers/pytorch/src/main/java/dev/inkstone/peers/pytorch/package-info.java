/** The work done by PyTorch, through DJL. */
@NullMarked
package dev.inkstone.peers.pytorch;

import org.jspecify.annotations.NullMarked;
