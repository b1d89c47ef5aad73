/**
 * Application services: who they are, by the registration files that the installation names, and
 * what may be asked of them. Knows configuration and outgoing calls; every capability may ask whose
 * a user or an alias is. What they are told of rooms is in {@code appservicequeue}.
 */
package org.konsil.appservice;
