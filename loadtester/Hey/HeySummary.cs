using System.Globalization;
using System.Text;
using CanaryMesh.LoadTester.Load;

namespace CanaryMesh.LoadTester.Hey;

/// <summary>A result in the form hey prints, without its bars.</summary>
internal static class HeySummary
{
    public static string Of(LoadResult result)
    {
        var text = new StringBuilder("\nSummary:\n");
        Add(text, $"  Total:\t{result.Elapsed.TotalSeconds:0.0000} secs");
        Add(text, $"  Slowest:\t{result.Slowest.TotalSeconds:0.0000} secs");
        Add(text, $"  Fastest:\t{result.Fastest.TotalSeconds:0.0000} secs");
        Add(text, $"  Average:\t{result.Average.TotalSeconds:0.0000} secs");
        Add(text, $"  Requests/sec:\t{result.PerSecond:0.0000}");
        if (result.Answered > 0)
        {
            AddAnswers(text, result);
        }

        if (result.Faults.Count > 0)
        {
            Add(text, $"\nError distribution:");
            foreach (var (fault, count) in result.Faults)
            {
                Add(text, $"  [{count}]\t{fault}");
            }
        }

        return text.ToString();
    }

    private static void AddAnswers(StringBuilder text, LoadResult result)
    {
        Add(text, $"\n  Total data:\t{result.Bytes} bytes");
        Add(text, $"  Size/request:\t{result.Bytes / result.Answered} bytes");
        Add(text, $"\nLatency distribution:");
        foreach (var share in LoadResult.Shares)
        {
            Add(text, $"  {share * 100:0}% in {result.Quantiles[share].TotalSeconds:0.0000} secs");
        }

        Add(text, $"\nStatus code distribution:");
        foreach (var (status, count) in result.Statuses)
        {
            Add(text, $"  [{status}]\t{count} responses");
        }
    }

    private static void Add(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
