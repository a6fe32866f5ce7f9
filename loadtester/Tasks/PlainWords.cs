using System.Text;

namespace CanaryMesh.LoadTester.Tasks;

/// <summary>The words of a line that means the same to a shell and to us; null if only a shell can tell.</summary>
internal static class PlainWords
{
    private const string OfTheShell = "$`\\|&;<>()*[]{}~#!\n\r";

    public static string[]? Split(string line)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        char? quote = null;
        var isOpen = false;
        foreach (var each in line)
        {
            if (quote is null ? OfTheShell.Contains(each, StringComparison.Ordinal) : quote is '"' && each is '$' or '`' or '\\' or '!')
            {
                return null;
            }

            if (each == quote || (quote is null && each is '"' or '\''))
            {
                quote = quote is null ? each : null;
                isOpen = true;
            }
            else if (quote is null && each is ' ' or '\t')
            {
                Close();
            }
            else
            {
                word.Append(each);
                isOpen = true;
            }
        }

        Close();
        return quote is null ? [.. words] : null;

        void Close()
        {
            if (isOpen)
            {
                words.Add(word.ToString());
                word.Clear();
                isOpen = false;
            }
        }
    }
}
