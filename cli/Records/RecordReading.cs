using CanaryMesh.Analyzer.Judging;

namespace CanaryMesh.Cli.Records;

/// <summary>A text → the record that it is, or one sentence that says why it is none.</summary>
internal static class RecordReading
{
    private const int Form = 1;

    internal static Answer<DecisionRecord> Of(string text, string from) => DecisionRecord.Parse(text) is { } record
        ? Answer<DecisionRecord>.Of(record)
        : Answer<DecisionRecord>.Failed(ExitCodes.Usage, DecisionRecord.FormOf(text) is > Form and var form
            ? $"{from} is a record of form {form}, and this plugin reads form {Form}: take a newer one"
            : $"{from} is no record of a decision");
}
