using System.Text.RegularExpressions;

namespace CanaryMesh.Cluster.Node;

/// <summary>Fills ${NAME} from the node's words and {name} from the pod's into texts of the image map. What is unknown stays.</summary>
internal static partial class Words
{
    public static string Fill(string text, IReadOnlyDictionary<string, string> ofNode, IReadOnlyDictionary<string, string> ofPod)
    {
        var outer = NodeWord().Replace(text, match => Known(ofNode, match));
        return PodWord().Replace(outer, match => Known(ofPod, match));
    }

    private static string Known(IReadOnlyDictionary<string, string> words, Match match) =>
        words.TryGetValue(match.Groups[1].Value, out var value) ? value : match.Value;

    [GeneratedRegex(@"\$\{(\w+)\}")]
    private static partial Regex NodeWord();

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex PodWord();
}
