namespace CanaryMesh.Analyzer.Prometheus;

/// <summary>What a query gave.</summary>
internal abstract record PrometheusReading
{
    private PrometheusReading()
    {
    }

    /// <summary>One finite number.</summary>
    internal sealed record Value(double Number) : PrometheusReading;

    /// <summary>No series, or a number that says nothing: NaN and infinities come from dividing by what was not there.</summary>
    internal sealed record NoData : PrometheusReading;

    /// <summary>More than one series: which one was meant is not ours to guess.</summary>
    internal sealed record ManySeries(int Count) : PrometheusReading;

    /// <summary>The server is down or overloaded: it may answer later.</summary>
    internal sealed record Unreachable(string Sentence) : PrometheusReading;

    /// <summary>The server or we refuse the query or the address: asking again will not help.</summary>
    internal sealed record Refused(string Sentence) : PrometheusReading;
}
