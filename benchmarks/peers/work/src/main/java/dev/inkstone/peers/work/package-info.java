/** What every library is asked to do, and how a driver asks for it over standard input and output. */
@NullMarked
package dev.inkstone.peers.work;

import org.jspecify.annotations.NullMarked;
