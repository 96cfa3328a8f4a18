import org.jspecify.annotations.NullMarked;

/** Classifiers and regressors with fit, predict and score; grid and random search. */
@NullMarked
module dev.inkstone.estimator {
    requires transitive dev.inkstone.optim;
    requires static org.jspecify;

    exports dev.inkstone.estimator;
}
