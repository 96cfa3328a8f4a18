/**
 * Forwards in double precision, written a second time with plain loops and nothing shared with the library: what gradient checks
 * differentiate numerically.
 */
package dev.inkstone.ops.reference;
