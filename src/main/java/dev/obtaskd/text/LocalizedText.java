package dev.obtaskd.text;

/** A short text in the two languages of the task center. */
public record LocalizedText(String en, String zh) {}
