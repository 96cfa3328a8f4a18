/** JMH benchmarks. */
package dev.inkstone.benchmarks;
