using CanaryMesh.Analyzer.Judging;

namespace CanaryMesh.Cli.Records;

/// <summary>A text → the record that it is, or one sentence that says why it is none.</summary>
internal static class RecordReading
{
    private const int Form = 1;

    internal static Answer<DecisionRecord> Of(string text, string from) => DecisionRecord.Read(text) switch
    {
        ({ } record, _) => Answer<DecisionRecord>.Of(record),
        _ when DecisionRecord.FormOf(text) is > Form and var form => Failed($"{from} is a record of form {form}, and this plugin reads form {Form}: take a newer one"),
        (_, var fault) => Failed($"{from} is no record of a decision: {fault}"),
    };

    private static Answer<DecisionRecord> Failed(string fault) => Answer<DecisionRecord>.Failed(ExitCodes.Usage, fault);
}
