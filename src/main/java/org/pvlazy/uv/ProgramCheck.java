package org.pvlazy.uv;

/** The program checks by which a storage access stops in front of the Ultravisor (fault.c). */
public final class ProgramCheck {
    /** The access goes through. */
    public static final int NONE = 0;

    /** Secure storage access: the host or a normal guest touched a secure page. */
    public static final int SECURE_STORAGE_ACCESS = 0x3d;

    /** Non-secure storage access: a protected guest touched a page that is not secure. */
    public static final int NON_SECURE_STORAGE_ACCESS = 0x3e;

    /** Secure storage violation: a protected guest touched a page of another configuration. */
    public static final int SECURE_STORAGE_VIOLATION = 0x3f;

    private ProgramCheck() {}
}
