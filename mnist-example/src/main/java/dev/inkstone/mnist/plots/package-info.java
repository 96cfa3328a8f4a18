/**
 * Plots of data, training, mistakes and networks: functions from data to pictures, and the folder that they are written to. They
 * know nothing of the program around them.
 */
package dev.inkstone.mnist.plots;
