using CanaryMesh.Analyzer.Judging;

namespace CanaryMesh.Cli.Records;

/// <summary>Which of a Canary's records is meant: that of a version, or the one that was decided last.</summary>
internal static class RecordChoice
{
    private const string Prefix = "v1:";

    /// <summary>The record and its text.</summary>
    internal static Answer<ChosenRecord> Of(IReadOnlyList<KeptRecord> kept, string? version, string canary)
    {
        var readings = kept.Select(each => (each.Text, Answer: RecordReading.Of(each.Text, $"what ConfigMap {each.ConfigMap} keeps of {canary}"))).ToList();
        var records = readings.Where(each => each.Answer.Value is not null).Select(each => new ChosenRecord(each.Answer.Value!, each.Text)).OrderByDescending(each => each.Record.At).ToList();
        var wanted = version is null ? records : [.. records.Where(each => IsOf(each.Record, version))];
        var faulty = readings.Find(each => each.Answer.Value is null).Answer;
        return wanted is [var first, ..] ? Answer<ChosenRecord>.Of(first with { Caution = version is null && faulty is not null ? Caution(first, faulty.Fault) : null })
            : faulty is not null ? Answer<ChosenRecord>.Failed(faulty.ExitCode, faulty.Fault)
            : records.Count > 0 ? Answer<ChosenRecord>.Failed(ExitCodes.NotFound, $"there is no record of version {version}; there are those of {string.Join(", ", records.Select(each => Short(each.Record)))}")
            : Answer<ChosenRecord>.Failed(ExitCodes.NotFound, $"nothing is on record of {canary}: no decision was taken on a version yet");
    }

    internal static string Short(DecisionRecord record) => Digits(record.Version) is { Length: > 10 } whole ? whole[..10] : Digits(record.Version);

    // Nobody knows when that was decided which cannot be read.
    private static string Caution(ChosenRecord shown, string fault) => $"{fault}; version {Short(shown.Record)} is shown, which need not be the one decided on last";

    private static bool IsOf(DecisionRecord record, string version) => Digits(version).Length > 0 && Digits(record.Version).StartsWith(Digits(version), StringComparison.Ordinal);

    private static string Digits(string version) => version.StartsWith(Prefix, StringComparison.Ordinal) ? version[Prefix.Length..] : version;
}
