package org.konsil.org;

/**
 * An account to be made.
 *
 * @param localpart the name before the colon
 * @param displayName "Name, Vorname" for a person
 * @param person whether the account is a person's; functional accounts and chatbots are called
 *     freely (A_25546, A_25547)
 * @param domainAdmin whether it administers the domain
 */
public record NewAccount(
    String localpart, String displayName, boolean person, boolean domainAdmin) {}
