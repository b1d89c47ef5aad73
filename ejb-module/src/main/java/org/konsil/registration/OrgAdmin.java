package org.konsil.registration;

import java.io.Serializable;

/**
 * An administrator who signed in to the portal.
 *
 * @param organisation which one the account belongs to
 */
public record OrgAdmin(long id, long organisation, String loginName) implements Serializable {}
