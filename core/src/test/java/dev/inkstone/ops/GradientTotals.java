package dev.inkstone.ops;

import dev.inkstone.autodiff.GradientReport;
import net.jqwik.api.lifecycle.AfterContainerHook;
import net.jqwik.api.lifecycle.ContainerLifecycleContext;

/** Prints, for each class of gradient tests, how many gradients were compared and the largest error among them. */
final class GradientTotals implements AfterContainerHook {
    private static long checked;
    private static double largest;
    private static double largestOutput;

    static synchronized void add(GradientReport report) {
        checked += report.checked();
        largest = Math.max(largest, report.largestError());
        largestOutput = Math.max(largestOutput, report.largestOutputError());
    }

    @Override
    public void afterContainer(ContainerLifecycleContext context) {
        synchronized (GradientTotals.class) {
            System.out.printf(
                    "%s: %,d gradients checked, largest relative error %.1e (outputs %.1e)%n",
                    context.label(), checked, largest, largestOutput);
            checked = 0;
            largest = 0;
            largestOutput = 0;
        }
    }
}
