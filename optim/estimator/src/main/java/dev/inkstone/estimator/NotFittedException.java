package dev.inkstone.estimator;

/** An estimator was asked for what it only knows after {@code fit}. */
public final class NotFittedException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    NotFittedException(String estimator, String method) {
        super(estimator + ": " + method
                + " before fit, expected a fitted one; call fit(x, y) first, or load a saved one with "
                + (estimator.equals("classifier") ? "Classifier" : "Regressor") + ".load(file)");
    }
}
