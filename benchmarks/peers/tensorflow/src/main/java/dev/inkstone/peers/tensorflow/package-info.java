/** The work done by TensorFlow, through TensorFlow-Java. */
@NullMarked
package dev.inkstone.peers.tensorflow;

import org.jspecify.annotations.NullMarked;
