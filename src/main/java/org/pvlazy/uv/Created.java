package org.pvlazy.uv;

/**
 * The outputs of CREATE_SEC_CONF (struct uv_cb_cgc).
 *
 * @param handle guest_handle; 0 if no configuration exists
 * @param result condition code and return code
 */
public record Created(int handle, UvcResult result) {}
