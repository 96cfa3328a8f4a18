package dev.inkstone.estimator;

import dev.inkstone.layers.Model;
import dev.inkstone.optim.OptimizerState;
import dev.inkstone.training.History;
import org.jspecify.annotations.Nullable;

/**
 * What a fit has made; nothing of it changes any more.
 *
 * @param task about the answers
 * @param model with the scaling of the inputs
 * @param history of the last fit; empty after loading
 * @param optimizer to go on with; null for a new one
 * @param passes how often it was partially fitted
 */
record Fitted(
        Task task, Model model, History history, @Nullable OptimizerState optimizer, int passes) {}
