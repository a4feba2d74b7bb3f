/** Sentences for people, in the languages of the task center. */
@NullMarked
package dev.obtaskd.text;

import org.jspecify.annotations.NullMarked;
