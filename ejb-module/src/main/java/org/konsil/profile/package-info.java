/**
 * What users show to others: display name, avatar and further fields, and the directory of a domain
 * that finds them. Rooms observe {@link org.konsil.profile.ProfileChanged} to update their member
 * events. Who shares a room with whom is asked through a port.
 */
package org.konsil.profile;
