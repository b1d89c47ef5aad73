/**
 * What differs between the room versions 1 to 12, as columns of one table. The rules in event, auth
 * and state ask the columns; nobody compares version numbers. Which versions a deployment offers is
 * a setting and not known here.
 */
package org.konsil.core.roomversion;
