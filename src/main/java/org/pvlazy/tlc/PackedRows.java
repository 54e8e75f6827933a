package org.pvlazy.tlc;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Rows of numbers from 0 on, packed: a column has one, two or four bytes, as few as its largest number needs. A number that does not
 * fit widens the column in every row. Rows lie in pages, so that nothing is copied when there are more.
 */
final class PackedRows {
    private static final int PAGE_BITS = 12;
    private static final int PAGE_ROWS = 1 << PAGE_BITS;

    private Layout layout;
    /** The row packed last. */
    private byte[] packed;

    private byte[][] pages = new byte[16][];
    private int size;

    PackedRows(int columns) {
        int[] narrow = new int[columns];
        Arrays.fill(narrow, 1);
        layout = new Layout(narrow);
        packed = new byte[layout.stride];
    }

    /** Number of rows. */
    int size() {
        return size;
    }

    /** Bytes that all rows take, those of the last page that are still free included. */
    long bytes() {
        return (long) pagesUsed() * PAGE_ROWS * layout.stride;
    }

    int get(int row, int column) {
        return layout.get(page(row), start(row), column);
    }

    /** Packs a row for the methods below. Returns true if a column had to be widened, which changes every hash. */
    boolean pack(int[] row) {
        boolean widened = !layout.fits(row);
        if (widened) {
            widen(layout.wideEnoughFor(row));
        }
        for (int column = 0; column < row.length; column++) {
            layout.put(packed, 0, column, row[column]);
        }
        return widened;
    }

    /** The hash of the row packed last. */
    int hash() {
        return layout.hash(packed, 0);
    }

    /** The hash of a row. */
    int hash(int row) {
        return layout.hash(page(row), start(row));
    }

    /** Whether a row is the one packed last. */
    boolean isPacked(int row) {
        int from = start(row);
        return Arrays.equals(page(row), from, from + layout.stride, packed, 0, layout.stride);
    }

    /** Adds the row packed last and returns its number. */
    int add() {
        int page = size >>> PAGE_BITS;
        if (page == pages.length) {
            pages = Arrays.copyOf(pages, 2 * page);
        }
        if ((size & (PAGE_ROWS - 1)) == 0) {
            pages[page] = new byte[PAGE_ROWS * layout.stride];
        }
        System.arraycopy(packed, 0, pages[page], start(size), layout.stride);
        return size++;
    }

    private byte[] page(int row) {
        return pages[row >>> PAGE_BITS];
    }

    private int start(int row) {
        return (row & (PAGE_ROWS - 1)) * layout.stride;
    }

    private int pagesUsed() {
        return (size + PAGE_ROWS - 1) >>> PAGE_BITS;
    }

    private void widen(Layout wider) {
        for (int page = 0; page < pagesUsed(); page++) {
            byte[] wide = new byte[PAGE_ROWS * wider.stride];
            for (int row = 0; row < PAGE_ROWS; row++) {
                for (int column = 0; column < wider.widths.length; column++) {
                    wider.put(wide, row * wider.stride, column, layout.get(pages[page], row * layout.stride, column));
                }
            }
            pages[page] = wide;
        }
        layout = wider;
        packed = new byte[wider.stride];
    }

    /** Where the columns of a row are. */
    private static final class Layout {
        private static final VarHandle LONGS =
                MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
        private static final VarHandle INTS =
                MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
        private static final VarHandle SHORTS =
                MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
        private static final int BYTE = 0xFF;
        private static final int SHORT = 0xFFFF;

        private final int[] widths;
        private final int[] offsets;
        /** Bytes of a row, a multiple of eight. */
        private final int stride;

        Layout(int[] widths) {
            this.widths = widths;
            offsets = new int[widths.length];
            int end = 0;
            for (int column = 0; column < widths.length; column++) {
                offsets[column] = end;
                end += widths[column];
            }
            stride = (end + Long.BYTES - 1) & -Long.BYTES;
        }

        boolean fits(int[] row) {
            for (int column = 0; column < row.length; column++) {
                if (width(row[column]) > widths[column]) {
                    return false;
                }
            }
            return true;
        }

        Layout wideEnoughFor(int[] row) {
            int[] wider = new int[row.length];
            Arrays.setAll(wider, column -> Math.max(widths[column], width(row[column])));
            return new Layout(wider);
        }

        int get(byte[] bytes, int from, int column) {
            int at = from + offsets[column];
            return switch (widths[column]) {
                case 1 -> bytes[at] & BYTE;
                case 2 -> (short) SHORTS.get(bytes, at) & SHORT;
                default -> (int) INTS.get(bytes, at);
            };
        }

        void put(byte[] bytes, int from, int column, int number) {
            int at = from + offsets[column];
            switch (widths[column]) {
                case 1 -> bytes[at] = (byte) number;
                case 2 -> SHORTS.set(bytes, at, (short) number);
                default -> INTS.set(bytes, at, number);
            }
        }

        int hash(byte[] bytes, int from) {
            long hash = 0;
            for (int at = from; at < from + stride; at += Long.BYTES) {
                hash = (hash ^ (long) LONGS.get(bytes, at)) * 0x9E3779B97F4A7C15L;
                hash ^= hash >>> 29;
            }
            return (int) (hash ^ (hash >>> 32));
        }

        private static int width(int number) {
            if (number <= BYTE) {
                return 1;
            }
            return number <= SHORT ? 2 : Integer.BYTES;
        }
    }
}
