/**
 * Models in the manner of scikit-learn: {@code fit(x, y)}, {@code predict}, {@code score}, {@code save}; cross-validation; grid and
 * random search. {@link dev.inkstone.estimator.Classifier} is where to start.
 */
@NullMarked
package dev.inkstone.estimator;

import org.jspecify.annotations.NullMarked;
