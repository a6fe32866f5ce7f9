using CanaryMesh.Analyzer.Judging;

namespace CanaryMesh.Cli.Records;

/// <summary>The text of a file or of the standard input, of which no more is read than a record may have.</summary>
internal static class RecordFile
{
    /// <summary>The text; one character more than a record has where there is more.</summary>
    internal static async Task<Answer<string>> ReadAsync(string path, TextReader? input, CancellationToken stop)
    {
        try
        {
            using var file = input is null ? File.OpenText(path) : null;
            var text = new char[DecisionRecord.MostCharacters + 1];
            var length = await (input ?? file!).ReadBlockAsync(text, stop);
            return Answer<string>.Of(new(text, 0, length));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return Answer<string>.Failed(ExitCodes.NotFound, $"{path} cannot be read: {fault.Message}");
        }
    }
}
