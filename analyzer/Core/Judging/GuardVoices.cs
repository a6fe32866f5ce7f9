namespace CanaryMesh.Analyzer.Judging;

/// <summary>Alarms of the proxies' guards to one voice.</summary>
public static class GuardVoices
{
    /// <summary>After this an alarm without a second one is trouble of its own place: others have had as many requests.</summary>
    public static TimeSpan StaysAlone { get; } = TimeSpan.FromSeconds(10);

    /// <summary>Of <paramref name="proxies"/> that draw requests, those that keep the canary out, by the time of each one's alarm.</summary>
    public static GuardVoice Of(int proxies, IReadOnlyList<DateTimeOffset> alarms, DateTimeOffset at) => alarms switch
    {
        [] => GuardVoice.Silent,
        _ when alarms.Count >= proxies => GuardVoice.All,
        [var only] when at - only >= StaysAlone => GuardVoice.Alone,
        _ => GuardVoice.Several,
    };
}
