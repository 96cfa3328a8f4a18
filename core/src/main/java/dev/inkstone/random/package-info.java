/** Counter-based random numbers: functions of seed, stream name and position. */
@NullMarked
package dev.inkstone.random;

import org.jspecify.annotations.NullMarked;
