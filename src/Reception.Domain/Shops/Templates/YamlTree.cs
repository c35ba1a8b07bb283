using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Reception.Domain.Shops.Templates;

/// <summary>
/// Reads YAML into a tree within bounds, whoever wrote it: at most <see cref="MaxLength"/> characters, <see cref="MaxDepth"/> levels and
/// <see cref="MaxNodes"/> values of one document; anchors, aliases and tags are refused, so that what is read is never more than what
/// was sent. It walks the parser's events: nothing is created that the text does not contain.
/// </summary>
internal sealed class YamlTree
{
    public const int MaxLength = 256 * 1024;
    public const int MaxDepth = 20;
    public const int MaxNodes = 50_000;

    private readonly PolicyErrors _errors;
    private readonly string _source;
    private readonly Parser _parser;
    private int _nodes;
    private Mark _last;

    private YamlTree(string yaml, string source, PolicyErrors errors) => (_errors, _source, _parser) = (errors, source, new Parser(new StringReader(yaml)));

    /// <summary>Null: it could not be read, the error says why. <paramref name="source"/> stands before line numbers ("overrides, ").</summary>
    public static TemplateNode? Read(string yaml, string source, PolicyErrors errors)
    {
        if (yaml.Length > MaxLength)
        {
            errors.Check(false, $"{source}line 1", $"the text has {yaml.Length} characters; at most {MaxLength}");
            return null;
        }
        var tree = new YamlTree(yaml, source, errors);
        try
        {
            return tree.Document();
        }
        catch (YamlException exception)
        {
            errors.Check(false, tree.At(exception.Start), exception.Message.TrimEnd('.'));
            return null;
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException or IndexOutOfRangeException)
        {
            errors.Check(false, tree.At(tree._last), "cannot be read from here on: a bracket or a quote is not closed"); // the scanner's own bounds
            return null;
        }
    }

    private TemplateNode Document()
    {
        _parser.Consume<StreamStart>();
        if (_parser.Accept<StreamEnd>(out _)) return new ScalarNode("", Plain: true, $"{_source}line 1");
        _parser.Consume<DocumentStart>();
        var root = Node(0);
        _parser.Consume<DocumentEnd>();
        if (_parser.Accept<DocumentStart>(out var second)) throw new YamlException(second.Start, second.End, "a second document begins here; expected one");
        return root;
    }

    private TemplateNode Node(int depth)
    {
        var at = _parser.Current is { } current ? current : throw new YamlException("the text ends here");
        _last = at.Start;
        if (depth >= MaxDepth) throw new YamlException(at.Start, at.End, $"nested deeper than {MaxDepth}");
        if (++_nodes > MaxNodes) throw new YamlException(at.Start, at.End, $"more than {MaxNodes} values");
        if (at is AnchorAlias) throw new YamlException(at.Start, at.End, "aliases are not read: write the value out");
        if (at is NodeEvent { Anchor.IsEmpty: false }) throw new YamlException(at.Start, at.End, "anchors are not read: write the value out where it is needed");
        if (at is NodeEvent { Tag.IsEmpty: false }) throw new YamlException(at.Start, at.End, "tags are not read");
        return at switch
        {
            MappingStart => Mapping(depth),
            SequenceStart => Sequence(depth),
            _ => Scalar(),
        };
    }

    private ScalarNode Scalar()
    {
        var scalar = _parser.Consume<Scalar>();
        return new(scalar.Value, scalar.Style == ScalarStyle.Plain, At(scalar.Start));
    }

    private SequenceNode Sequence(int depth)
    {
        var start = _parser.Consume<SequenceStart>();
        var items = new List<TemplateNode>();
        while (!_parser.TryConsume<SequenceEnd>(out _)) items.Add(Node(depth + 1));
        return new(items, At(start.Start));
    }

    private MappingNode Mapping(int depth)
    {
        var start = _parser.Consume<MappingStart>();
        var members = new Dictionary<string, TemplateNode>(StringComparer.Ordinal);
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            if (Node(depth + 1) is not ScalarNode key) throw new YamlException(start.Start, start.End, "a key is a word, not a list or a mapping");
            var value = Node(depth + 1);
            _errors.Check(members.TryAdd(key.Text, value), key.Where, $"'{key.Text}' stands there twice");
        }
        return new(members, At(start.Start));
    }

    private string At(Mark mark) => $"{_source}line {Math.Max(1, mark.Line)}";
}
