package dev.inkstone.mnist.experiments;

import java.io.IOException;
import java.util.List;

/** A question, answered by training networks from several seeds. A page of docs reports what came out. */
public interface Experiment {
    /** All that there are. */
    List<Experiment> ALL = List.of(
            new BatchNormPlaces(), new CnnOrMlp(), new EarlyStoppingRules(), new RandomFilters(), new Regularization());

    /** As given on the command line. */
    String name();

    /** Training images, unless told otherwise. */
    int images();

    /** Passes through them, unless told otherwise. */
    int epochs();

    /** Each network is trained from seeds 1 to this, unless told otherwise. */
    default int seeds() {
        return 3;
    }

    /** Trains, and prints what came out in the form of the page; pictures go to the folder of {@code setting}. */
    void run(Setting setting) throws IOException;
}
