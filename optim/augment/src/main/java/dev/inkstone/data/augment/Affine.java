package dev.inkstone.data.augment;

/**
 * The place in the source of pixel {@code (x, y)}: {@code (xx·x + xy·y + x0, yx·x + yy·y + y0)}, x to the right and y down.
 *
 * @param xx of x for x
 * @param xy of y for x
 * @param x0 of x for the first pixel
 * @param yx of x for y
 * @param yy of y for y
 * @param y0 of y for the first pixel
 */
record Affine(float xx, float xy, float x0, float yx, float yy, float y0) {
    /**
     * Where pixels come from, if an image is sheared, scaled and rotated about its centre, and then shifted.
     *
     * @param rotation in degrees, counter-clockwise
     * @param right shift in pixels
     * @param down shift in pixels
     * @param scale factor of width and height
     * @param stretch another factor of the width
     * @param shear in degrees
     */
    static Affine source(
            double rotation,
            double right,
            double down,
            double scale,
            double stretch,
            double shear,
            int height,
            int width) {
        double cos = StrictMath.cos(StrictMath.toRadians(rotation));
        double sin = StrictMath.sin(StrictMath.toRadians(rotation));
        double lean = stretch * StrictMath.tan(StrictMath.toRadians(shear));
        double share = 1 / (scale * stretch); // the inverse of the matrix that shears, scales and rotates
        double xx = share * (sin * lean + cos);
        double xy = share * (cos * lean - sin);
        double yx = share * sin * stretch;
        double yy = share * cos * stretch;
        double x = (width - 1) / 2.0;
        double y = (height - 1) / 2.0;
        double x0 = x - xx * (x + right) - xy * (y + down);
        double y0 = y - yx * (x + right) - yy * (y + down);
        return new Affine((float) xx, (float) xy, (float) x0, (float) yx, (float) yy, (float) y0);
    }

    /** Writes where the pixels of row {@code y} come from. */
    void row(int y, float[] xs, float[] ys) {
        float x0 = xy * y + this.x0;
        float y0 = yy * y + this.y0;
        for (int x = 0; x < xs.length; x++) {
            xs[x] = xx * x + x0;
            ys[x] = yx * x + y0;
        }
    }
}
