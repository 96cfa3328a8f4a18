package dev.inkstone.estimator;

import dev.inkstone.data.Dataset;
import dev.inkstone.layers.LayerSpec;
import dev.inkstone.losses.Loss;
import dev.inkstone.metrics.Metric;
import java.util.List;

/** What an estimator has learnt about the answers; a record that is saved with it. */
sealed interface Task permits Classification, Regression {
    /** {@code classifier} or {@code regressor}. */
    String name();

    /** The length of the network's output. */
    int outputs();

    /** What comes behind the network. */
    List<LayerSpec> outputLayers();

    /** Data as the loss wants them, in a view. */
    Dataset encoded(Dataset data);

    Loss loss();

    /** The score. */
    Metric metric();

    /** Training and validation data of encoded ones. */
    List<Dataset> holdOut(Dataset encoded, double share, long seed);
}
