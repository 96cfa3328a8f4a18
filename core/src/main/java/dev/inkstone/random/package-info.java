/** Counter-based random numbers: a function of seed, stream and position. */
package dev.inkstone.random;
