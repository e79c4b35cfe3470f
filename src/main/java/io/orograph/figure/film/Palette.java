package io.orograph.figure.film;

import io.orograph.plot.Picture;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * 256 colours for all frames of a film, by median cut over some of them, and the pixels in these colours. Large areas of one
 * colour, such as the ground, have their own; what lies between colours is dithered by a fixed pattern, so that nothing
 * crawls from frame to frame as it does when errors are passed on.
 */
final class Palette {

    private static final int SIZE = 256;

    /** Colours that so many of the pixels have are taken as they are. */
    private static final double LARGE_AREA = 0.002;

    private static final int MOST_EXACT = 64;

    /** Bits of a component by which nearest colours are remembered. */
    private static final int BITS = 6;

    /** The greatest change of a component by the pattern, a little less than colours lie apart. */
    private static final double STRENGTH = 12;

    /** The order in which the places of a square of eight by eight go up (Bayer 1973). */
    private static final int[] PATTERN = pattern();

    private final int[] colors;
    private final Map<Integer, Integer> exact = new HashMap<>();
    private final short[] nearest = new short[1 << 3 * BITS];

    private Palette(int[] colors, int exactColors) {
        this.colors = colors;
        for (int i = 0; i < exactColors; i++) {
            exact.put(colors[i], i);
        }
        Arrays.fill(nearest, (short) -1);
    }

    private static int[] pattern() {
        int[] pattern = new int[64];
        for (int y = 0; y < 8; y++) {
            for (int x = 0; x < 8; x++) {
                int value = 0;
                for (int bit = 0; bit < 3; bit++) {
                    value = value << 2 | (x >> bit & 1 ^ y >> bit & 1) << 1 | y >> bit & 1;
                }
                pattern[y * 8 + x] = value;
            }
        }
        return pattern;
    }

    /** Makes a palette for pictures like these. */
    static Palette of(List<Picture> pictures) {
        Map<Integer, Integer> counts = new HashMap<>();
        long pixels = 0;
        for (Picture picture : pictures) {
            for (int argb : picture.argb()) {
                counts.merge(argb & 0xffffff, 1, Integer::sum);
            }
            pixels += picture.argb().length;
        }
        double large = LARGE_AREA * pixels;
        List<Integer> chosen = counts.entrySet().stream()
                .filter(entry -> entry.getValue() >= large)
                .sorted(Map.Entry.<Integer, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_EXACT)
                .map(Map.Entry::getKey)
                .toList();
        List<Integer> colors = new ArrayList<>(chosen);
        chosen.forEach(counts::remove);
        colors.addAll(cut(counts, SIZE - chosen.size()));
        return new Palette(colors.stream().mapToInt(Integer::intValue).toArray(), chosen.size());
    }

    /** Cuts the colours into boxes, always that with the largest spread of pixels, and returns the mean of each. */
    private static List<Integer> cut(Map<Integer, Integer> counts, int wanted) {
        if (counts.isEmpty()) {
            return List.of();
        }
        List<ColorBox> boxes = new ArrayList<>();
        boxes.add(new ColorBox(new ArrayList<>(counts.entrySet())));
        while (boxes.size() < wanted) {
            ColorBox widest = boxes.stream()
                    .max(Comparator.comparingDouble(ColorBox::spread))
                    .orElseThrow();
            if (widest.spread() == 0) {
                break;
            }
            boxes.remove(widest);
            boxes.addAll(widest.halves());
        }
        return boxes.stream().map(ColorBox::mean).toList();
    }

    /** Returns the colours, as 0xRRGGBB. */
    int[] colors() {
        return colors.clone();
    }

    /** Returns the pixels of a picture as numbers of colours. */
    byte[] indices(Picture picture) {
        int[] argb = picture.argb();
        byte[] indices = new byte[argb.length];
        for (int i = 0; i < argb.length; i++) {
            int rgb = argb[i] & 0xffffff;
            Integer own = exact.get(rgb);
            indices[i] = (byte) (own != null ? own : dithered(rgb, i % picture.width(), i / picture.width()));
        }
        return indices;
    }

    private int dithered(int rgb, int x, int y) {
        double shift = STRENGTH * ((PATTERN[(y & 7) * 8 + (x & 7)] + 0.5) / 64 - 0.5);
        int key = 0;
        for (int place = 16; place >= 0; place -= 8) {
            int component = (int) Math.max(0, Math.min(255, Math.round((rgb >> place & 0xff) + shift)));
            key = key << BITS | component >> 8 - BITS;
        }
        if (nearest[key] < 0) {
            nearest[key] = (short) search(key);
        }
        return nearest[key];
    }

    private int search(int key) {
        int mask = (1 << BITS) - 1;
        int half = 1 << 7 - BITS;
        int red = (key >> 2 * BITS << 8 - BITS) + half;
        int green = ((key >> BITS & mask) << 8 - BITS) + half;
        int blue = ((key & mask) << 8 - BITS) + half;
        int best = 0;
        int least = Integer.MAX_VALUE;
        for (int i = 0; i < colors.length; i++) {
            int r = (colors[i] >> 16) - red;
            int g = (colors[i] >> 8 & 0xff) - green;
            int b = (colors[i] & 0xff) - blue;
            // The eye sees differences of green best, of blue least.
            int distance = 3 * r * r + 6 * g * g + b * b;
            if (distance < least) {
                least = distance;
                best = i;
            }
        }
        return best;
    }
}
