"""What several engines share about text: normal forms, scripts, romanisation."""
