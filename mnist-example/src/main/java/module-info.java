import org.jspecify.annotations.NullMarked;

/** A command-line program that trains a network on the MNIST digits. */
@NullMarked
module dev.inkstone.mnist {
    requires com.fasterxml.jackson.databind;
    requires dev.inkstone.data.augment;
    requires dev.inkstone.optim;
    requires dev.inkstone.tensorboard;
    requires info.picocli;
    requires java.logging;
    requires java.management;
    requires java.desktop;
    requires me.tongfei.progressbar;
    requires xchart;
    requires static org.jspecify;

    exports dev.inkstone.mnist;
    exports dev.inkstone.mnist.plots;

    opens dev.inkstone.mnist to
            com.fasterxml.jackson.databind,
            info.picocli;
}
