@NullMarked
package dev.handoff.controller;

import org.jspecify.annotations.NullMarked;
