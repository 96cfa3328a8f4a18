/** Data sets, batches and readers. */
package dev.inkstone.data;
