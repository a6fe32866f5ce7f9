using System.Globalization;
using CanaryMesh.Analyzer.Judging;

namespace CanaryMesh.Cli.Rendering;

/// <summary>Evidence over time in letters: time to the right, evidence upwards on a log scale from 1 to what rolls back.</summary>
internal static class EvidencePicture
{
    private const int Width = 60;
    private const int Rows = 7;

    internal static IEnumerable<string> Of(DecisionRecord record)
    {
        var curve = record.Curve;
        if (curve.Count == 0)
        {
            yield break;
        }
        var (harm, proof) = (Cells(curve, Math.Log(1 / record.Settings.Alpha), point => point.LogEvidence), Cells(curve, Math.Log(record.Settings.ProofLevel), point => point.LogProof));
        for (var row = Rows - 1; row >= 0; row--)
        {
            var level = Math.Exp(row * Math.Log(1 / record.Settings.Alpha) / (Rows - 1));
            yield return $"{Number(level),7} |{string.Concat(Enumerable.Range(0, Width).Select(column => harm[column] == row ? '*' : proof[column] == row ? '.' : ' '))}".TrimEnd();
        }
        var (first, last) = (Words.Clock(curve[0].At), Words.Clock(curve[^1].At));
        yield return $"        +{new string('-', Width)}";
        yield return $"         {first}{last.PadLeft(Width - first.Length)}";
        yield return $"         * worse than the primary: rolled back at {Number(1 / record.Settings.Alpha)}    . not worse: shown at {Number(record.Settings.ProofLevel)}, which is the top";
    }

    // Of the points that share a column the highest is drawn; where there are none, it stands as it stood.
    private static int[] Cells(IReadOnlyList<EvidencePoint> curve, double top, Func<EvidencePoint, double> of)
    {
        var cells = new int[Width];
        var span = (curve[^1].At - curve[0].At).TotalSeconds;
        var columns = curve.ToLookup(point => span > 0 ? Math.Min(Width - 1, (int)(Width * (point.At - curve[0].At).TotalSeconds / span)) : Width - 1);
        var stands = 0;
        for (var column = 0; column < Width; column++)
        {
            stands = columns[column].Any() ? (int)Math.Floor((Rows - 1) * columns[column].Max(point => Math.Clamp(of(point) / top, 0, 1))) : stands;
            cells[column] = stands;
        }
        return cells;
    }

    private static string Number(double number) => number.ToString(number >= 10 ? "0" : "0.#", CultureInfo.InvariantCulture);
}
