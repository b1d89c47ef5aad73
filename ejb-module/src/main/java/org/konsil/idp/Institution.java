package org.konsil.idp;

import java.io.Serializable;

/**
 * Who has logged in.
 *
 * @param telematikId the institution's number in the TI ({@code idNummer})
 * @param professionOid what kind of institution it is
 * @param name as its card says
 */
public record Institution(String telematikId, String professionOid, String name)
    implements Serializable {}
