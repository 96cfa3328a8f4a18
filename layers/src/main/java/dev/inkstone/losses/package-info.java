/** Losses and regularisers. */
package dev.inkstone.losses;
