/** Layer specs, built layers and models. */
package dev.inkstone.layers;
