package dev.inkstone.kernels;

import java.util.zip.CRC32;

/** Prints one number for the bits of all cases; run in JVMs of many kinds. */
final class ContractHash {
    private ContractHash() {}

    /** Arguments: {@code small} or {@code all}. */
    public static void main(String[] args) {
        System.out.println("hash " + of(Kernels.active(), args[0].equals("small")));
    }

    static String of(Kernels kernels, boolean smallOnly) {
        CRC32 crc = new CRC32();
        for (KernelCase c : KernelCases.all()) {
            if (c.small() || !smallOnly) {
                update(crc, c.outcome(kernels, 2, false));
                update(crc, c.outcome(kernels, 2, true));
            }
        }
        return Long.toHexString(crc.getValue());
    }

    private static void update(CRC32 crc, int[] bits) {
        for (int b : bits) {
            crc.update(b);
            crc.update(b >>> 8);
            crc.update(b >>> 16);
            crc.update(b >>> 24);
        }
    }
}
