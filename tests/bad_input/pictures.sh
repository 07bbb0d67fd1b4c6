# Pictures of digits.
# shellcheck shell=sh disable=SC2016,SC2154

# pictures INPUT MAKE: reads in/a.png, whose name says nothing of what it is.
pictures() {
  row "$1" "$2" '$classify in/a.png'
}

# pgm TEXT
pgm() {
  # shellcheck disable=SC2059 # its escapes are meant
  printf "$1" >in/a.png
}

section 'Pictures' ''
row 'a file that is not there' '' '$classify nowhere.png'
row 'a folder' '' '$classify data'
row 'a name that begins like an option' '' '$classify -seven.png'
row 'a link to itself' 'ln -s loop in/loop' '$classify in/loop'
pictures 'an empty file' ': >in/a.png'
pictures 'text' 'echo seven >in/a.png'
pictures 'a JPEG that is cut' 'pgm "\377\330\377\340\0\020JFIF\0"'
pictures 'a GIF' 'pgm GIF89a'
pictures 'a BMP' 'pgm "BM\066\0\0\0"'
pictures 'a WebP' 'pgm "RIFF\044\0\0\0WEBPVP8 "'
pictures 'a TIFF' 'pgm "II*\0\010\0\0\0"'
pictures 'a HEIC' 'pgm "\0\0\0\030ftypheic\0\0\0\0"'
pictures 'an AVIF' 'pgm "\0\0\0\034ftypavif\0\0\0\0"'
pictures 'an SVG' 'pgm "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"'
pictures 'a PDF' 'pgm "%%PDF-1.4\n"'
row 'a model' '' '$classify model'
pictures 'PGM: nothing but its kind' 'pgm P2'
pictures 'PGM: a size is missing' 'pgm "P5\n28\n"'
pictures 'PGM: a comment without end' 'pgm "P5\n# a digit"'
pictures 'PGM: no pixels' 'pgm "P5\n28 28\n255\n"'
pictures 'PGM: a pixel too few' 'pgm "P5\n2 2\n255\nabc"'
pictures 'plain PGM: a pixel too few' 'pgm "P2\n2 2\n255\n1 2 3"'
pictures 'PGM: a letter in the size' 'pgm "P5\n2x2\n255\nabcd"'
pictures 'PGM: a negative size' 'pgm "P5\n-2 2\n255\nabcd"'
pictures 'PGM: a size of 0' 'pgm "P5\n0 2\n255\n"'
pictures 'PGM: 10,001 pixels wide' 'pgm "P5\n10001 1\n255\n"'
pictures 'PGM: 10,000 × 10,000 pixels, of which four are there' 'pgm "P5\n10000 10000\n255\nabcd"'
pictures 'PBM: a bit that is none' 'pgm "P1\n2 1\n0 2"'
pictures 'PBM: a row is cut' 'pgm "P4\n9 1\na"'
pictures 'PPM: a pixel without blue' 'pgm "P6\n1 1\n255\nab"'
pictures 'plain PPM: a color above white' 'pgm "P3\n1 1\n255\n0 0 256"'
pictures 'PGM: white is 0' 'pgm "P5\n2 2\n0\nabcd"'
pictures 'PGM: white is 65,536' 'pgm "P5\n2 2\n65536\nabcdabcd"'
pictures 'PGM: a pixel above white' 'pgm "P5\n2 2\n97\nabaa"'
pictures 'plain PGM: a pixel above white' 'pgm "P2\n2 2\n255\n0 256 0 0\n"'
pictures 'PGM: 16 bits, half of the last pixel' 'pgm "P5\n1 1\n65535\na"'
pictures 'PGM: all of one gray' 'pgm "P5\n2 2\n255\naaaa"'
pictures 'PNG: nothing but its signature' 'png'
pictures 'PNG: the header is cut' 'png "\0\0\0\015IHDR\0\0"'
pictures 'PNG: 0 pixels wide' 'png "\0\0\0\015IHDR\0\0\0\0\0\0\0\004\010\0\0\0\0\205\161\141\330" "$pixels" "$end"'
pictures 'PNG: 0 pixels high' 'png "\0\0\0\015IHDR\0\0\0\004\0\0\0\0\010\0\0\0\0\027\013\203\264" "$pixels" "$end"'
pictures 'PNG: 10,001 pixels wide' 'png "\0\0\0\015IHDR\0\0\047\021\0\0\0\004\010\0\0\0\0\342\272\021\132" "$pixels" "$end"'
pictures 'PNG: 10,001 pixels high' 'png "\0\0\0\015IHDR\0\0\0\004\0\0\047\021\010\0\0\0\0\325\233\125\230" "$pixels" "$end"'
pictures 'PNG: 2,147,483,647 × 2,147,483,647 pixels' 'png "\0\0\0\015IHDR\177\377\377\377\177\377\377\377\010\0\0\0\0\061\242\124\272" "$pixels" "$end"'
pictures 'PNG: another checksum of the header' 'png "\0\0\0\015IHDR\0\0\0\004\0\0\0\004\010\0\0\0\0\0\0\0\0" "$pixels" "$end"'
pictures 'PNG: no pixels' 'png "$header" "$end"'
pictures 'PNG: nothing after the header' 'png "$header"'
pictures 'PNG: the pixels are cut' 'png "$header" "\0\0\0\020IDAT\170\332\143\370"'
pictures 'PNG: another checksum of the pixels' 'png "\0\0\0\015IHDR\0\0\0\004\0\0\0\004\001\0\0\0\0\201\212\243\323" "\0\0\0\001IDAT\0\0\0\0\0" "$end"'
row 'a good picture, and then one that is not there' '' '$classify one.pgm nowhere.pgm'
