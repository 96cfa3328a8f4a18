/** The command-line program that trains on MNIST. */
package dev.inkstone.mnist;
