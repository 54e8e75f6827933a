package org.pvlazy.uv;

/**
 * What a UVC left in its control block, as far as its caller looks.
 *
 * @param cc condition code: {@link #CC_OK}, {@link #CC_ERROR} or {@link #CC_BUSY}
 * @param needDestroy rc bit 0x8000 (UVC_RC_NEED_DESTROY): create failed, but the configuration exists
 */
public record UvcResult(int cc, boolean needDestroy) {
    /** Done. */
    public static final int CC_OK = 0;

    /** Refused or failed. */
    public static final int CC_ERROR = 1;

    /** Nothing done, ask again; the C code treats 3, partial, in the same way (patch 01). */
    public static final int CC_BUSY = 2;
}
