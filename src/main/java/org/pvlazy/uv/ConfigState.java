package org.pvlazy.uv;

/** What has become of a secure configuration. */
public enum ConfigState {
    /** The handle is free: never given out, or its configuration was destroyed. */
    ABSENT,
    /** CREATE_SEC_CONF succeeded, or failed with UVC_RC_NEED_DESTROY. */
    ALIVE,
    /** DESTROY_SEC_CONF failed: the configuration and everything donated to it stay with the Ultravisor. */
    BROKEN;

    /** Whether the Ultravisor still knows the configuration, and so keeps its marks. */
    public boolean live() {
        return this == ALIVE || this == BROKEN;
    }
}
