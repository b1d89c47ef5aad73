package org.konsil.registration;

/**
 * What an organisation accepts before it may order.
 *
 * @param id short name, such as {@code avv}
 * @param version a changed document needs another one, and is accepted anew
 * @param address where it can be read
 */
public record ContractDocument(String id, String version, String address) {}
