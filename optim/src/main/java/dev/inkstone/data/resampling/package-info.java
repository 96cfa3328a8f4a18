/** How images are brought into another size. */
package dev.inkstone.data.resampling;
