/**
 * Discovery below /.well-known/matrix: where clients and servers find a domain, and whom its users
 * can ask. Called by the container only; its application names its resources one by one.
 */
package org.konsil.web.wellknown;
