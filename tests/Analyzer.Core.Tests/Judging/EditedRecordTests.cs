using CanaryMesh.Analyzer.Core.Tests.Support;
using CanaryMesh.Analyzer.Judging;

namespace CanaryMesh.Analyzer.Core.Tests.Judging;

/// <summary>A record is read by whoever has it, and may have been edited by anybody.</summary>
public class EditedRecordTests
{
    private static readonly JudgeSettings Settings = new() { Mode = JudgeMode.Strict, IsCalm = true };
    private static readonly string Text = JudgedRun.Of(3, Settings, 8).Record("new", "old", "sentence", [], []).ToJson();

    [Fact]
    public void Record_WithAnyMemberEdited_IsReplayedOrRefusedForOneReason()
    {
        var (replayed, refused) = (0, 0);
        foreach (var (what, text) in JsonEdits.Of(Text))
        {
            try
            {
                var (record, fault) = DecisionRecord.Read(text);
                Assert.Equal(record is null, fault.Length > 0);
                Assert.DoesNotContain('\n', fault);
                _ = record is null ? refused++ : Replay.Of(record).Decision.Reasons.Count > 0 ? replayed++ : 0;
            }
            catch (Exception fault)
            {
                throw new InvalidOperationException(what, fault);
            }
        }

        Assert.True(replayed > 100 && refused > 1000, $"{replayed} replayed, {refused} refused");
    }

    [Theory]
    [InlineData("looks.0", "null", "looks[0] must be an object")]
    [InlineData("looks.0", "{}", "looks[0].input is missing")]
    [InlineData("looks.0.input.blocks.0.canary.latency", "[]", "looks[0].input.blocks[0].canary.latency must be counts by bucket, as {\"of\":3,\"1\":7}")]
    [InlineData("strata", "[null]", "strata[0] must be an object")]
    [InlineData("findings", null, "findings is missing")]
    [InlineData("decision", "{\"ruling\":2}", "decision.ruling must be one of Advance, Stay, Hold, RollBack")]
    [InlineData("decision.ruling", "\"2\"", "decision.ruling must be one of Advance, Stay, Hold, RollBack")]
    [InlineData("decision.reasons", "[]", "decision.reasons must be one or more")]
    [InlineData("settings.mode", "9", "settings.mode must be one of Off, Advisory, Strict")]
    [InlineData("settings.restart", "\"00:00:00\"", "settings.restart must be above 00:00:00")]
    [InlineData("settings.burst", "1e300", "settings.burst must be a whole number that fits 32 bits")]
    [InlineData("at", "\"yesterday\"", "at must be a time, as 2026-07-21T10:00:00+00:00")]
    [InlineData("canary", null, "canary is missing")]
    public void Record_Edited_SaysWhichMemberAndWhatIsLegal(string place, string? value, string said) =>
        Assert.Equal(said, DecisionRecord.Read(JsonEdits.Edited(Text, [.. place.Split('.').Select(step => int.TryParse(step, out var index) ? index : (object)step)], value)).Fault);

    [Fact]
    public void FormOf_WhatIsNoText_IsNone() => Assert.Null(DecisionRecord.FormOf("\ud800"));
}
