/** Starts a process for each library, gives all of them the same work, and writes one table. */
@NullMarked
package dev.inkstone.peers.driver;

import org.jspecify.annotations.NullMarked;
